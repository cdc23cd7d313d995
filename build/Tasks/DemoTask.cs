using Cake.Frosting;

namespace Build.Tasks;

[TaskName("Demo")]
[TaskDescription("Plain docker build beside this tool, for an unmodified repo in a network that is broken in three places; two to four minutes, all on loopback. Needs root.")]
public sealed class DemoTask : FrostingTask<BuildContext>
{
    private static readonly string[] Values = ["plain-limit", "rounds"];

    public override void Run(BuildContext context) => context.RunProgram("tests/Demo/Demo.csproj", [], Values);
}
