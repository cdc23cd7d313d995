using Cake.Common.IO;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Clean")]
[TaskDescription("Deletes what builds and runs have left in artifacts, but for the running host itself.")]
public sealed class CleanTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context)
    {
        foreach (var folder in (string[])["bin", "obj", "publish", "godocker", "packages", "test-results"])
        {
            context.EnsureDirectoryDoesNotExist(context.Root.Combine("artifacts").Combine(folder));
        }
    }
}
