namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Finds the way through the network: proxies in order, HTTP proxy, mirrors, and why.</summary>
[TaskName(TaskNames.ResolveProxy)]
[TaskDescription("Finds the way through the network: which proxies, in which order, and why.")]
public sealed class ResolveProxyTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(GoDockerContext context)
    {
        if (context.IsPlanned(TaskNames.ExportModules))
        {
            context.Build.Cache.EnsureBundle();
        }

        if (context.IsPlanned(TaskNames.BuildImage))
        {
            context.Build.Anticipate(context.Cancellation);
        }

        context.State.Network = await context.Build.ResolveProxyAsync(context.Cancellation);
    }
}
