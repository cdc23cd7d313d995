using Cake.Common.Diagnostics;
using Cake.Core;

namespace Cake.Frosting.Tests.Host;

public sealed class Lifetime : FrostingLifetime<BuildContext>
{
    public override void Setup(BuildContext context, ISetupContext info) =>
        context.Information("setup for {0}", info.TargetTask.Name);

    public override void Teardown(BuildContext context, ITeardownContext info) =>
        context.Information("teardown after {0}, successful: {1}", context.TasksRun, info.Successful);
}

public sealed class TaskLifetime : FrostingTaskLifetime<BuildContext>
{
    public override void Setup(BuildContext context, ITaskSetupContext info) =>
        context.Information("before {0}", info.Task.Name);

    public override void Teardown(BuildContext context, ITaskTeardownContext info) =>
        context.Information("after {0}", info.Task.Name);
}
