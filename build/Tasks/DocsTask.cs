using Build.Documentation;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Docs")]
[TaskDescription("Writes the README's tables, docs/failure-kinds.md and the pages of Lint anew from the code.")]
public sealed class DocsTask : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        var path = context.Root.CombineWithFilePath("README.md").FullPath;
        await File.WriteAllTextAsync(path, ReadmeTables.Update(await File.ReadAllTextAsync(path)));

        var docs = context.Root.Combine("docs").FullPath;
        Directory.CreateDirectory(docs);
        await File.WriteAllTextAsync(Path.Combine(docs, "failure-kinds.md"), FailureKindsPage.Text());

        Directory.CreateDirectory(Path.Combine(docs, "lint"));
        foreach (var (page, text) in LintPages.All())
        {
            await File.WriteAllTextAsync(Path.Combine(docs, page), text);
        }
    }
}
