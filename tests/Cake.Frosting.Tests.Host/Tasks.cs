using Cake.Common.Diagnostics;
using Cake.Core;

namespace Cake.Frosting.Tests.Host;

[TaskDescription("Removes what earlier builds left.")]
public sealed class Clean : FrostingTask<BuildContext>
{
    public override void Run(BuildContext context) => context.TasksRun++;
}

[TaskName("Compile")]
[TaskDescription("Compiles the sources.")]
[IsDependentOn(typeof(Clean))]
public sealed class CompileTask : AsyncFrostingTask<BuildContext>
{
    public override async Task RunAsync(BuildContext context)
    {
        await Task.Yield();
        context.TasksRun++;
        context.Information("compiling as {0}", context.Flavour);
    }
}

[TaskName("Default")]
[IsDependentOn(typeof(CompileTask))]
public sealed class DefaultTask : FrostingTask;

public sealed class Where : FrostingTask
{
    public override void Run(ICakeContext context)
    {
        context.Information("in {0}", context.Environment.WorkingDirectory.FullPath);
        context.Information("source {0}", context.Configuration.GetValue("NuGet_Source"));
    }
}

public sealed class Fail : FrostingTask
{
    public override void Run(ICakeContext context) => throw new InvalidOperationException("The disk is full.");
}

public sealed class FailWithCode : FrostingTask
{
    public override void Run(ICakeContext context) => throw new CakeException(20, "The code does not compile.");
}

public abstract class Unfinished : FrostingTask;

internal sealed class Hidden : FrostingTask;
