using Cake.Common.IO;
using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Test;
using Cake.Core.Diagnostics;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Test")]
[TaskDescription("Runs the tests on a real Docker engine; --all adds those that take long.")]
public sealed class TestTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context)
    {
        context.EnsureDirectoryExists(context.TestResults);
        context.CleanDirectory(context.TestResults);
        try
        {
            context.DotNetTest(context.Solution.FullPath, new DotNetTestSettings
            {
                Configuration = "Release",
                Loggers = ["trx", "console;verbosity=minimal"],
                ResultsDirectory = context.TestResults,
                Filter = context.Arguments.HasArgument("all") ? null : "TestCategory!=Exhaustive",
                NoLogo = true,
                EnvironmentVariables = { ["PATH"] = context.PathWithGo },
            });
        }
        finally
        {
            var count = TestCount.Read(context.TestResults.FullPath);
            File.WriteAllText(context.TestResults.CombineWithFilePath("summary.txt").FullPath, count + "\n");
            context.Log.Information("{0}", count);
        }
    }
}
