using Cake.Core;

namespace Cake.Frosting.Tests.Host;

/// <summary>Keeps one number in step across tasks, to see that they share a context.</summary>
public sealed class BuildContext(ICakeContext context) : FrostingContext(context)
{
    public string Flavour { get; } = context.Arguments.GetArgument("flavour") ?? "Release";

    public int TasksRun { get; set; }
}
