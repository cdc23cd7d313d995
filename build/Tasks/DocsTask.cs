using Build.Documentation;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Docs")]
[TaskDescription("Writes the README's tables of settings and errors anew from the code.")]
public sealed class DocsTask : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        var path = context.Root.CombineWithFilePath("README.md").FullPath;
        await File.WriteAllTextAsync(path, ReadmeTables.Update(await File.ReadAllTextAsync(path)));
    }
}
