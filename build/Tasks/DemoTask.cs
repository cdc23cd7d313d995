using Cake.Common.Tools.DotNet;
using Cake.Common.Tools.DotNet.Run;
using Cake.Core;
using Cake.Core.IO;
using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Demo")]
[TaskDescription("Plain docker build beside this tool, for an unmodified repo in a network that is broken in three places; five minutes, all on loopback. Needs root.")]
public sealed class DemoTask : FrostingTask<BuildContext>
{
    private static readonly string[] Values = ["plain-limit", "rounds"];

    public override void Run(BuildContext context)
    {
        var arguments = new ProcessArgumentBuilder().AppendQuoted(context.Root.FullPath).AppendQuoted(Environment.ProcessPath!);
        foreach (var name in Values)
        {
            if (context.Arguments.GetArguments(name).LastOrDefault() is { } value)
            {
                arguments.AppendQuoted($"--{name}={value}");
            }
        }

        context.DotNetRun("tests/Demo/Demo.csproj", arguments, new DotNetRunSettings
        {
            Configuration = "Release",
            EnvironmentVariables = { ["PATH"] = context.PathWithGo },
        });
    }
}
