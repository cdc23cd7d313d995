namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Makes the first attempt at building. What may succeed later is left to RetryOnTimeout, if that runs.</summary>
[TaskName(TaskNames.BuildImage)]
[TaskDescription("Builds the image with docker buildx: the first attempt.")]
[IsDependentOn(typeof(PrefetchModulesTask))]
public sealed class BuildImageTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(GoDockerContext context)
    {
        context.State.FirstBuild = await context.Build.BuildImageAsync(
            await context.NetworkAsync(), await context.ModulesAsync(), context.Cancellation);
        context.State.FirstBuild.ThrowIfFinal(mayRetry: context.IsPlanned(TaskNames.RetryOnTimeout));
    }
}
