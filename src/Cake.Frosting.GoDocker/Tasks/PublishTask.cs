namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Pushes the image and makes sure that the registry has it.</summary>
[TaskName(TaskNames.Publish)]
[TaskDescription("Pushes the image's tags and verifies the digest in the registry.")]
[IsDependentOn(typeof(RetryOnTimeoutTask))]
public sealed class PublishTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(GoDockerContext context) =>
        context.State.Published = await context.Build.PublishAsync(context.State, context.Cancellation);
}
