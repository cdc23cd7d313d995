namespace Cake.Frosting;

/// <summary>An attribute that names a task which runs after the one it stands on.</summary>
internal interface IReverseTaskDependency
{
    Type Task { get; }
}
