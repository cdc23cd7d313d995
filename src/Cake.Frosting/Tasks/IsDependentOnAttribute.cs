namespace Cake.Frosting;

/// <summary>Runs another task before this one.</summary>
/// <param name="type">The task that runs before.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependentOnAttribute(Type type) : Attribute, ITaskDependency
{
    /// <summary>Gets the task that runs before.</summary>
    public Type Task { get; } = type;
}
