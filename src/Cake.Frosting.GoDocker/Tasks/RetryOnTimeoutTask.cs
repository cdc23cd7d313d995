namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Takes over where the first attempt failed for a reason that need not last.</summary>
[TaskName(TaskNames.RetryOnTimeout)]
[TaskDescription("Tries again what may succeed: backs off, fails over, stops when nothing helps.")]
[IsDependentOn(typeof(BuildImageTask))]
public sealed class RetryOnTimeoutTask : AsyncFrostingTask<GoDockerContext>, IFrostingTask
{
    /// <inheritdoc />
    string IFrostingTask.SkippedMessage => "The first attempt gave the image: nothing to retry.";

    /// <inheritdoc />
    public override bool ShouldRun(GoDockerContext context) =>
        context.IsDryRun || context.State.FirstBuild?.Failed is not null || !context.IsPlanned(TaskNames.BuildImage);

    /// <inheritdoc />
    public override async Task RunAsync(GoDockerContext context)
    {
        context.State.Retried = await context.Build.RetryAsync(
            context.State.RequireBuild(), context.State.Modules, context.State.Failures, context.Cancellation);
        context.State.Retried.ThrowIfFailed();
    }
}
