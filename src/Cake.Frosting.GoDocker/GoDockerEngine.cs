using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.GoDocker;

namespace Cake.Frosting.GoDocker;

/// <summary>Cake's engine, plus what only the whole run knows: its tasks, its true outcome, a misspelt target.</summary>
/// <param name="data">Cake's data service.</param>
/// <param name="log">Cake's log.</param>
internal sealed class GoDockerEngine(ICakeDataService data, ICakeLog log) : ICakeEngine
{
    private readonly CakeEngine _engine = new(data, log);
    private readonly Dictionary<string, CakeTaskBuilder> _builders = new(StringComparer.OrdinalIgnoreCase);

    public event EventHandler<BeforeSetupEventArgs>? BeforeSetup
    {
        add => _engine.BeforeSetup += value;
        remove => _engine.BeforeSetup -= value;
    }

    public event EventHandler<AfterSetupEventArgs>? AfterSetup
    {
        add => _engine.AfterSetup += value;
        remove => _engine.AfterSetup -= value;
    }

    public event EventHandler<BeforeTeardownEventArgs>? BeforeTeardown
    {
        add => _engine.BeforeTeardown += value;
        remove => _engine.BeforeTeardown -= value;
    }

    public event EventHandler<AfterTeardownEventArgs>? AfterTeardown
    {
        add => _engine.AfterTeardown += value;
        remove => _engine.AfterTeardown -= value;
    }

    public event EventHandler<BeforeTaskSetupEventArgs>? BeforeTaskSetup
    {
        add => _engine.BeforeTaskSetup += value;
        remove => _engine.BeforeTaskSetup -= value;
    }

    public event EventHandler<AfterTaskSetupEventArgs>? AfterTaskSetup
    {
        add => _engine.AfterTaskSetup += value;
        remove => _engine.AfterTaskSetup -= value;
    }

    public event EventHandler<BeforeTaskTeardownEventArgs>? BeforeTaskTeardown
    {
        add => _engine.BeforeTaskTeardown += value;
        remove => _engine.BeforeTaskTeardown -= value;
    }

    public event EventHandler<AfterTaskTeardownEventArgs>? AfterTaskTeardown
    {
        add => _engine.AfterTaskTeardown += value;
        remove => _engine.AfterTaskTeardown -= value;
    }

    public IReadOnlyList<ICakeTaskInfo> Tasks => _engine.Tasks;

    public CakeTaskBuilder RegisterTask(string name) => _builders[name] = _engine.RegisterTask(name);

    public void RegisterSetupAction(Action<ISetupContext> action) => _engine.RegisterSetupAction(action);

    public void RegisterSetupAction<TData>(Func<ISetupContext, TData> action)
        where TData : class => _engine.RegisterSetupAction(action);

    public void RegisterTeardownAction(Action<ITeardownContext> action) => _engine.RegisterTeardownAction(action);

    public void RegisterTeardownAction<TData>(Action<ITeardownContext, TData> action)
        where TData : class => _engine.RegisterTeardownAction(action);

    public void RegisterTaskSetupAction(Action<ITaskSetupContext> action) => _engine.RegisterTaskSetupAction(action);

    public void RegisterTaskSetupAction<TData>(Action<ITaskSetupContext, TData> action)
        where TData : class => _engine.RegisterTaskSetupAction(action);

    public void RegisterTaskTeardownAction(Action<ITaskTeardownContext> action) =>
        _engine.RegisterTaskTeardownAction(action);

    public void RegisterTaskTeardownAction<TData>(Action<ITaskTeardownContext, TData> action)
        where TData : class => _engine.RegisterTaskTeardownAction(action);

    public async Task<CakeReport> RunTargetAsync(
        ICakeContext context, IExecutionStrategy strategy, ExecutionSettings settings)
    {
        var graph = new TaskGraph(Tasks);
        settings.SetTargets(graph.WithDefault(settings.Targets));
        if (context is not GoDockerContext service)
        {
            return await _engine.RunTargetAsync(context, strategy, settings);
        }

        PutBehindRetry();
        if (strategy is not DefaultExecutionStrategy)
        {
            graph.RequireKnownToList(settings.Targets);
            return await _engine.RunTargetAsync(context, strategy, settings);
        }

        using var run = new CakeRun(context, string.Join(' ', settings.Targets));
        service.Begin(run, graph.Reachable(settings.Targets, settings.Exclusive));
        try
        {
            graph.RequireKnown(settings.Targets);
            var report = await _engine.RunTargetAsync(context, strategy, settings);
            run.Succeed();
            return report;
        }
        catch (Exception e)
        {
            throw run.Fail(e);
        }
    }

    // The first attempt may fail and be recorded; whoever needs the image needs it retried.
    private void PutBehindRetry()
    {
        foreach (var task in Tasks.Where(task => task.Name != TaskNames.RetryOnTimeout
            && task.Dependencies.Any(dependency => dependency.Name == TaskNames.BuildImage)).ToList())
        {
            _builders[task.Name].IsDependentOn(TaskNames.RetryOnTimeout);
        }
    }
}
