namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Takes the modules of a bundle into this machine's cache, each verified.</summary>
[TaskName(TaskNames.ImportModules)]
[TaskDescription("Takes a file that ExportModules wrote into this machine's module cache, each module verified: --bundle=FILE.")]
public sealed class ImportModulesTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override Task RunAsync(GoDockerContext context) => context.Build.Cache.ImportAsync(context.Cancellation);
}
