namespace Cake.Frosting;

/// <summary>Names a task. Without it, a task has the name of its class.</summary>
/// <param name="name">The name, as in <c>--target=NAME</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskNameAttribute(string name) : Attribute
{
    /// <summary>Gets the name, as in <c>--target=NAME</c>.</summary>
    public string Name { get; } = name;
}
