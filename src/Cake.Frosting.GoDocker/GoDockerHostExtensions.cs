using Cake.Core;
using Cake.Frosting.GoDocker;
using GoDockerTasks.Pipeline;
using Microsoft.Extensions.DependencyInjection;

// Where CakeHost is: whoever has the one sees the other.
namespace Cake.Frosting;

/// <summary>Puts the ready-made tasks into a Frosting host.</summary>
public static class GoDockerHostExtensions
{
    /// <summary>Adds the ready-made tasks: those from ResolveProxy to Publish, Image, Rewrite, Prepare, Doctor, Lint, Diagnose, and those for the module cache.</summary>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    /// <example>
    /// <code>
    /// return new CakeHost().UseGoDocker().Run(args);
    /// </code>
    /// </example>
    public static CakeHost UseGoDocker(this CakeHost host) => host.UseGoDocker<GoDockerContext>();

    /// <summary>Adds the tasks, with a context of the host's own.</summary>
    /// <typeparam name="TContext">The host's context.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseGoDocker<TContext>(this CakeHost host)
        where TContext : GoDockerContext
    {
        ArgumentNullException.ThrowIfNull(host);
        WarmUp.Begin();

        return host
            .AddAssembly(typeof(GoDockerHostExtensions).Assembly)
            .UseContext<TContext>()
            .ConfigureServices(services =>
            {
                services.AddSingleton<ICakeEngine, GoDockerEngine>();
                if (MachineOutput.IsAskedFor(Environment.GetCommandLineArgs()))
                {
                    MachineOutput.KeepClear(services);
                }
            });
    }
}
