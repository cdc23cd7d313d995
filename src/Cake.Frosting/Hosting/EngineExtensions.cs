using Cake.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>Turns the host's tasks and lifetimes into what Cake's engine runs.</summary>
internal static class EngineExtensions
{
    public static void AddTask(this ICakeEngine engine, IFrostingTask task)
    {
        var type = task.GetType();
        var builder = engine.RegisterTask(TaskNames.Of(type));
        var continueOnError = false;

        foreach (var attribute in type.GetCustomAttributes(inherit: true))
        {
            switch (attribute)
            {
                case TaskDescriptionAttribute { Description: var description }:
                    builder.Description(description);
                    break;
                case ITaskDependency { Task: var dependency }:
                    builder.IsDependentOn(TaskNames.OfDependency(dependency));
                    break;
                case IReverseTaskDependency { Task: var dependee }:
                    builder.IsDependeeOf(TaskNames.OfDependency(dependee));
                    break;
                case ContinueOnErrorAttribute:
                    continueOnError = true;
                    break;
            }
        }

        builder.AddBehaviour(task, TaskOverrides.Of(type), continueOnError);
    }

    public static void AddLifetimes(this ICakeEngine engine, IServiceProvider services, ICakeContext context)
    {
        var lifetime = services.GetService<IFrostingLifetime>();
        if ((services.GetService<IFrostingSetup>() ?? lifetime) is { } setup)
        {
            engine.RegisterSetupAction(info => setup.Setup(context, info));
        }

        if ((services.GetService<IFrostingTeardown>() ?? lifetime) is { } teardown)
        {
            engine.RegisterTeardownAction(info => teardown.Teardown(context, info));
        }

        var taskLifetime = services.GetService<IFrostingTaskLifetime>();
        if ((services.GetService<IFrostingTaskSetup>() ?? taskLifetime) is { } taskSetup)
        {
            engine.RegisterTaskSetupAction(info => taskSetup.Setup(context, info));
        }

        if ((services.GetService<IFrostingTaskTeardown>() ?? taskLifetime) is { } taskTeardown)
        {
            engine.RegisterTaskTeardownAction(info => taskTeardown.Teardown(context, info));
        }
    }

    // Only what a task overrides is wired: an error handler that does nothing would swallow the exception.
    private static void AddBehaviour(
        this CakeTaskBuilder builder, IFrostingTask task, TaskOverrides overrides, bool continueOnError)
    {
        if (overrides.Run)
        {
            builder.Does(new Func<ICakeContext, Task>(task.RunAsync));
        }

        if (overrides.ShouldRun)
        {
            builder.WithCriteria(task.ShouldRun, task.SkippedMessage);
        }

        if (overrides.OnError)
        {
            builder.OnError(task.OnError);
        }
        else if (continueOnError)
        {
            builder.ContinueOnError();
        }

        if (overrides.Finally)
        {
            builder.Finally(new Action<ICakeContext>(task.Finally));
        }
    }
}
