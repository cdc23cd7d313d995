namespace GoDockerTasks.EndToEnd.Chaos;

/// <summary>
/// What goes wrong between a build and the world, on a real engine: what passes by itself, or can be got round, ends in an image with
/// the attempts and actions of the table; what nothing helps ends after one attempt.
/// </summary>
[TestFixture]
public sealed class ChaosTests
{
    [TestCaseSource(nameof(Rows))]
    public async Task The_run_ends_as_the_table_says(object row) => await CheckAsync((ChaosRow)row);

    private static IEnumerable<TestCaseData> Rows() =>
        new[] { ChaosRows.Prefetch(), ChaosRows.Go(), ChaosRows.Machine(), ChaosRows.Registry(), ChaosRows.Hopeless() }
            .SelectMany(rows => rows)
            .Select(row =>
            {
                var data = new TestCaseData(row).SetName(row.Name);
                return row.Always ? data : data.SetCategory("Exhaustive");
            });

    private static async Task CheckAsync(ChaosRow row)
    {
        await using var scene = await ChaosScene.CreateAsync();
        await row.Arrange(scene);

        var run = await scene.RunAsync(row.Arguments(scene));

        var said = run.Everything.Replace("{", "{{").Replace("}", "}}");
        run.ExitCode.Should().Be(row.ExitCode, "{0}", said);
        var attempts = run.Section("attempts").EnumerateArray().ToList();
        var failed = attempts.Where(attempt => attempt.GetProperty("outcome").GetString() == "failed").ToList();
        failed.Should().HaveCount(row.Kinds.Count, "{0}", said);
        foreach (var (attempt, kinds) in failed.Zip(row.Kinds))
        {
            kinds.Split('|').Should().Contain(attempt.GetProperty("failure").GetProperty("kind").GetString(), "{0}", said);
        }

        failed.Select(attempt => attempt.GetProperty("taken").GetString()).Should().Equal(row.Taken, "{0}", said);
        attempts.Count.Should().Be(row.Kinds.Count + (row.ExitCode == 0 ? 1 : 0));
        if (row.ExitCode == 0)
        {
            run.Section("image").GetProperty("digest").GetString().Should().StartWith("sha256:");
            run.Section("flakes").GetArrayLength().Should().Be(row.Kinds.Distinct().Count());
        }
    }
}
