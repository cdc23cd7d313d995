namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Fetches exactly the modules of go.sum, verified, so that the build needs no network for them.</summary>
[TaskName(TaskNames.PrefetchModules)]
[TaskDescription("Fetches and verifies the modules of go.sum; no Go toolchain needed.")]
[IsDependentOn(typeof(ResolveProxyTask))]
public sealed class PrefetchModulesTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override Task RunAsync(GoDockerContext context) => context.ModulesAsync();
}
