namespace Cake.Frosting;

/// <summary>Runs this task before another one, which need not know of it.</summary>
/// <param name="type">The task that runs after.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class IsDependeeOfAttribute(Type type) : Attribute, IReverseTaskDependency
{
    /// <summary>Gets the task that runs after.</summary>
    public Type Task { get; } = type;
}
