namespace Cake.Frosting;

/// <summary>An attribute that names a task which runs before the one it stands on.</summary>
internal interface ITaskDependency
{
    Type Task { get; }
}
