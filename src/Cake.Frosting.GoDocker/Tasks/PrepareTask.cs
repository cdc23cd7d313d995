namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Leaves the files with which <c>docker buildx bake</c>, a script or build-push-action builds the same image.</summary>
[TaskName(TaskNames.Prepare)]
[TaskDescription("Writes Dockerfile, modules, bake.json and command.sh, with which docker builds the same without this tool.")]
[IsDependentOn(typeof(PrefetchModulesTask))]
public sealed class PrepareTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(GoDockerContext context) =>
        context.State.Prepared = await context.Build.Preview.PrepareAsync(
            await context.NetworkAsync(), context.State.Modules, context.Cancellation);
}
