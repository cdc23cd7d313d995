using Cake.Core;
using Cake.GoDocker;
using GoDockerTasks.Errors;
using GoDockerTasks.Network;
using GoDockerTasks.Pipeline;
using GoDockerTasks.Settings;

namespace Cake.Frosting.GoDocker;

/// <summary>The context of the ready-made tasks. A host with a context of its own derives from it.</summary>
/// <param name="context">The Cake context.</param>
public class GoDockerContext(ICakeContext context) : FrostingContext(context)
{
    private CakeRun? _run;
    private IReadOnlySet<string> _tasks = new HashSet<string>();

    /// <summary>Gets the settings, read and checked at the first use.</summary>
    /// <exception cref="GoDockerException">They are not valid (<c>GDT2001</c>).</exception>
    public ServiceSettings Settings => Build.Settings;

    /// <summary>Gets the steps.</summary>
    /// <exception cref="GoDockerException">The settings are not valid (<c>GDT2001</c>).</exception>
    public ServiceBuild Build => Run.Build;

    /// <summary>Gets what checks the way to an image; the settings need not be valid for it.</summary>
    public ServiceDoctor Doctor => Run.Doctor;

    /// <summary>Gets what the steps have given so far.</summary>
    public RunState State => Run.State;

    /// <summary>Gets the token that Ctrl-C, SIGTERM and a terminal that is closed cancel.</summary>
    public CancellationToken Cancellation => Run.Cancellation;

    /// <summary>Gets a value indicating whether the tasks are only listed.</summary>
    internal bool IsDryRun => _run is null;

    private CakeRun Run => _run ?? throw new InvalidOperationException("The host lacks UseGoDocker().");

    /// <summary>Says whether a task is part of this run.</summary>
    /// <param name="task">The task's name.</param>
    /// <returns>True when the targets lead to it.</returns>
    public bool IsPlanned(string task) => _tasks.Contains(task);

    /// <summary>Gives the network plan, also where <c>--exclusive</c> left ResolveProxy out.</summary>
    /// <returns>The plan.</returns>
    public async Task<NetworkPlan> NetworkAsync() =>
        State.Network ??= await Build.ResolveProxyAsync(Cancellation);

    /// <summary>Gives the modules, also where <c>--exclusive</c> left PrefetchModules out.</summary>
    /// <returns>The modules.</returns>
    public async Task<PrefetchResult> ModulesAsync() =>
        State.Modules ??= await Build.PrefetchModulesAsync(await NetworkAsync(), State.Probes, Cancellation);

    internal void Begin(CakeRun run, IReadOnlySet<string> tasks) => (_run, _tasks) = (run, tasks);
}
