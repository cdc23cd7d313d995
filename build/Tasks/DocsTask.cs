using Build.Documentation;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Docs")]
[TaskDescription("Writes the README's tables and docs/failure-kinds.md anew from the code.")]
public sealed class DocsTask : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        var path = context.Root.CombineWithFilePath("README.md").FullPath;
        await File.WriteAllTextAsync(path, ReadmeTables.Update(await File.ReadAllTextAsync(path)));

        var docs = context.Root.Combine("docs").FullPath;
        Directory.CreateDirectory(docs);
        await File.WriteAllTextAsync(Path.Combine(docs, "failure-kinds.md"), FailureKindsPage.Text());
    }
}
