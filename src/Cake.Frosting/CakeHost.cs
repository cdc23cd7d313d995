using System.Reflection;
using Cake.Cli;
using Cake.Core;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting;

/// <summary>Runs the tasks of a console application as a Cake build.</summary>
/// <example>
/// <code>
/// return new CakeHost().UseContext&lt;BuildContext&gt;().Run(args);
/// </code>
/// </example>
public sealed class CakeHost
{
    private readonly ServiceCollection _services = [];
    private readonly TaskAssemblies _assemblies = new(Assembly.GetEntryAssembly());

    /// <summary>Makes a host that knows Cake's own services and the tasks of the entry assembly.</summary>
    public CakeHost()
    {
        _services.AddHostDefaults();
    }

    /// <summary>Makes a host, for those who chain calls.</summary>
    /// <returns>A new host.</returns>
    public static CakeHost Create() => new();

    /// <summary>Adds an assembly whose tasks belong to the build, besides the entry assembly.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The same host.</returns>
    public CakeHost AddAssembly(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);

        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>Registers services. What is registered here wins over the defaults.</summary>
    /// <param name="services">Registers them.</param>
    /// <returns>The same host.</returns>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services(_services);
        return this;
    }

    /// <summary>Runs the build that the arguments ask for, and logs what goes wrong.</summary>
    /// <param name="args">The arguments of the command line.</param>
    /// <returns>0, or the exit code of the <see cref="CakeException"/> that ended the build, or 1.</returns>
    public int Run(IEnumerable<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);

        using var run = new HostRun(_services);
        try
        {
            _assemblies.AddTasksTo(run.Services);

            var app = new CommandApp<FrostingCommand>(new HostRegistrar(run.Services));
            app.Configure(configuration => configuration.PropagateExceptions());
            return app.Run(args);
        }
        catch (Exception exception)
        {
            // The engine wraps what a task threw together with its report; the exit code is that of the task.
            return run.Log.LogException(
                exception is CakeReportException { InnerException: { } cause } ? cause : exception);
        }
    }
}
