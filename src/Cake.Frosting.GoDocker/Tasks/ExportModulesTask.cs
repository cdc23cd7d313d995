namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Writes the modules of go.sum into one file, the way into an air gap.</summary>
[TaskName(TaskNames.ExportModules)]
[TaskDescription("Writes the modules of go.sum into one file for a machine without a network: --bundle=FILE.")]
[IsDependentOn(typeof(PrefetchModulesTask))]
public sealed class ExportModulesTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(GoDockerContext context) =>
        await context.Build.Cache.ExportAsync(await context.ModulesAsync(), context.Cancellation);
}
