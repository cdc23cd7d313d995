using GoDockerTasks.Demo;

namespace GoDockerTasks.EndToEnd;

/// <summary>What <c>--target=Demo</c> shows, but for the minute in which plain docker build hangs.</summary>
[TestFixture]
public sealed class DemoTests
{
    [Test]
    public Task An_unmodified_repo_is_built_where_plain_docker_build_hangs_and_again_with_the_network_cut() =>
        EnsureAsync(compares: false);

    [Test]
    [Category("Exhaustive")]
    public Task Its_image_is_the_one_of_a_clean_network() => EnsureAsync(compares: true);

    private static async Task EnsureAsync(bool compares)
    {
        List<string> said = [];
        var demonstration = new Demonstration(Paths.Root, ["dotnet", Paths.Host], said.Add)
        {
            PlainLimit = TimeSpan.FromSeconds(5),
            Rounds = 1,
            Compares = compares,
        };

        var rows = await demonstration.RunAsync();

        rows[0].Plain.Should().StartWith("no image: stopped");
        rows.Should().OnlyContain(row => row.Kept, "{0}\n{1}", DemoRow.Table(rows), string.Join('\n', said));
    }
}
