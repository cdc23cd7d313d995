using System.Reflection;

namespace Cake.Frosting;

/// <summary>Which of the members of a task do something.</summary>
internal sealed record TaskOverrides(bool Run, bool ShouldRun, bool OnError, bool Finally)
{
    public static TaskOverrides Of(Type task)
    {
        for (var type = task.BaseType; type is not null; type = type.BaseType)
        {
            if (type.IsGenericType && type.GetGenericTypeDefinition() is var definition
                && (definition == typeof(FrostingTask<>) || definition == typeof(AsyncFrostingTask<>)))
            {
                var context = type.GetGenericArguments()[0];
                var run = definition == typeof(FrostingTask<>) ? "Run" : "RunAsync";
                return new(
                    Overrides(run, context), Overrides("ShouldRun", context),
                    Overrides("OnError", typeof(Exception), context), Overrides("Finally", context));

                bool Overrides(string name, params Type[] parameters) =>
                    task.GetMethod(name, BindingFlags.Instance | BindingFlags.Public, parameters) is { } method
                    && method.DeclaringType != type
                    && method.GetBaseDefinition().DeclaringType == type;
            }
        }

        return new(Run: true, ShouldRun: true, OnError: true, Finally: true);
    }
}
