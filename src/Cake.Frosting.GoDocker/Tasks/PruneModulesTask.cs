namespace Cake.Frosting.GoDocker.Tasks;

/// <summary>Removes what nobody has used for long from the module cache, and what is too much.</summary>
[TaskName(TaskNames.PruneModules)]
[TaskDescription("Removes from the module cache what is older than CacheMaxAge, and the oldest of what exceeds CacheMaxSize.")]
public sealed class PruneModulesTask : FrostingTask<GoDockerContext>
{
    /// <inheritdoc />
    public override void Run(GoDockerContext context) => context.Build.Cache.Prune();
}
