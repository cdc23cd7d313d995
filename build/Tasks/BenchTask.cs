using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Bench")]
[TaskDescription("Times this tool beside its rivals, on this machine; needs a Docker engine. --rounds=N, default 5.")]
public sealed class BenchTask : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context) =>
        context.DotNetRun(
            "tests/Benchmarks/Benchmarks.csproj",
            new ProcessArgumentBuilder()
                .AppendQuoted(context.Root.FullPath)
                .AppendQuoted(Environment.ProcessPath!)
                .Append($"--rounds={context.Arguments.GetArguments("rounds").LastOrDefault() ?? "5"}"),
            new DotNetRunSettings { Configuration = "Release" });
}
