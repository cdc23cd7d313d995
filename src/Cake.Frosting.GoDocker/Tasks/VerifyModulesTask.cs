namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Checks the whole module cache; what is damaged is removed.</summary>
[TaskName(TaskNames.VerifyModules)]
[TaskDescription("Checks every module in the cache; what is damaged is removed, and fetched again when it is needed.")]
public sealed class VerifyModulesTask : AsyncFrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override Task RunAsync(GoDockerContext context) => context.Build.Cache.VerifyAsync(context.Cancellation);
}
