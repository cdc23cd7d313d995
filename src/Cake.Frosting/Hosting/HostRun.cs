using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cake.Frosting;

/// <summary>One run of a host: its own copy of the services, and what only the command line tells.</summary>
internal sealed class HostRun : IDisposable
{
    public HostRun(IServiceCollection services)
    {
        Services.Add(services).AddSingleton(this);
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    /// <summary>Gets or sets the targets, and the arguments that are none of Cake's own.</summary>
    public ICakeArguments Arguments { get; set; } = new CakeArguments(Array.Empty<string>().ToLookup(name => name));

    /// <summary>Gets or sets the container, which Spectre.Console builds and nobody else would dispose.</summary>
    public IServiceProvider? Provider { get; set; }

    /// <summary>Gets the host's own log, even when the command line could not be read and nothing was built yet.</summary>
    public ICakeLog Log => (Provider ??= Services.BuildServiceProvider()).GetRequiredService<ICakeLog>();

    public void Dispose()
    {
        if (Provider is IAsyncDisposable provider)
        {
            // Services may be disposable asynchronously only, and nothing is left to run meanwhile.
            provider.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
