using System.Reflection;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests.EndToEnd;

public sealed class AddAssemblyTests
{
    private readonly Assembly _tasks = Assembly.LoadFrom(BuiltHost.AssemblyPath);

    [Test]
    public void Tasks_of_an_added_assembly_belong_to_the_build_once()
    {
        var host = new HostFixture();
        host.Host.AddAssembly(_tasks).AddAssembly(_tasks);

        host.Run("--description").Should().Be(0, host.Log.Errors);

        host.Screen.Should().MatchRegex("Clean +Removes").And.Contain("Compile").And.Contain("Default").And.Contain("Hidden")
            .And.NotContain("Unfinished", "an abstract class is not a task");
    }
}
