using System.Text;
using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Cake.Frosting.Tests.Fakes;

/// <summary>A host whose outside is in memory, and which knows just the tasks that it is given.</summary>
internal sealed class HostFixture
{
    private readonly StringBuilder _screen = new();

    public HostFixture()
    {
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(new StringWriter(_screen)) });
        Host.ConfigureServices(services => services
            .AddSingleton<ICakeLog>(Log)
            .AddSingleton<IConsole>(Console)
            .AddSingleton<ICakeEnvironment>(Environment)
            .AddSingleton(console)
            .AddSingleton(Journal));
    }

    public CakeHost Host { get; } = new();

    public MemoryLog Log { get; } = new();

    public MemoryConsole Console { get; } = new();

    public StubEnvironment Environment { get; } = new();

    public Journal Journal { get; } = new();

    /// <summary>Gets what Spectre.Console drew: the report and the descriptions.</summary>
    public string Screen => _screen.ToString();

    public HostFixture With<TTask>()
        where TTask : class, IFrostingTask
        => With(services => services.AddSingleton<IFrostingTask, TTask>());

    public HostFixture With(Action<IServiceCollection> services)
    {
        Host.ConfigureServices(services);
        return this;
    }

    public int Run(params string[] args) => Host.Run(args);
}
