using Cake.Cli;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>Lets Spectre.Console.Cli register what it needs, except the console: that is Cake's, or the host's own.</summary>
internal sealed class HostRegistrar(IServiceCollection services) : ITypeRegistrar
{
    private readonly TypeRegistrar _registrar = new(services);

    public ITypeResolver Build() => _registrar.Build();

    public void Register(Type service, Type implementation) => _registrar.Register(service, implementation);

    public void RegisterInstance(Type service, object implementation) =>
        _registrar.RegisterInstance(service, implementation);

    public void RegisterLazy(Type service, Func<object> factory)
    {
        if (service != typeof(IAnsiConsole))
        {
            _registrar.RegisterLazy(service, factory);
        }
    }
}
