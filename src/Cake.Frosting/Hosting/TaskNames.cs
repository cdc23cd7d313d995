using System.Reflection;

namespace Cake.Frosting;

/// <summary>The names by which the engine knows the tasks.</summary>
internal static class TaskNames
{
    public static string Of(Type task) => task.GetCustomAttribute<TaskNameAttribute>()?.Name ?? task.Name;

    public static string OfDependency(Type task) => typeof(IFrostingTask).IsAssignableFrom(task)
        ? Of(task)
        : throw new FrostingException($"The dependency '{task.Name}' is not a valid task.");
}
