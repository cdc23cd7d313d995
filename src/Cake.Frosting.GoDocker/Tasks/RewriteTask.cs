namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Shows what becomes of the Dockerfile, and builds nothing.</summary>
[TaskName(TaskNames.Rewrite)]
[TaskDescription("Prints what the Dockerfile's copy has more than the Dockerfile, as a diff; builds nothing.")]
public sealed class RewriteTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(GoDockerContext context)
    {
        context.State.Plan = await context.Build.Preview.RewriteAsync(context.Cancellation);
        await using var output = MachineOutput.Open();
        await output.WriteAsync(context.State.Plan.ToDiff(context.Environment.WorkingDirectory.FullPath, context.Settings.Context));
    }
}
