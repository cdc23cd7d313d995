namespace Cake.Frosting;

/// <summary>Lets the build go on when the task fails. A task's own <c>OnError</c> takes precedence.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
