using GoDockerTasks.TestSupport;

namespace GoDockerTasks.EndToEnd.Chaos;

/// <summary>Seeded schedules of faults that follow each other, on a real engine; the same on virtual time are FaultScheduleTests of the core.</summary>
[TestFixture]
[Category("Exhaustive")]
public sealed class FaultScheduleEngineTests
{
    [Test]
    public async Task Every_schedule_ends_in_an_image_or_in_the_right_diagnosis([Range(1, 10)] int seed)
    {
        var random = new Random(seed);
        await using var scene = await ChaosScene.CreateAsync();
        var single = random.Next(2) == 0;
        scene.Settings("off", single ? "" : ",");

        // The plan takes the last that was added first. Each change is met by one request, which ends the attempt.
        var faults = Enumerable.Range(0, random.Next(1, 5)).Select(_ => Next(random)).ToList();
        faults.ForEach(fault => scene.First.FailGo(".mod", fault, 1));
        var hopeless = random.Next(4) == 0;
        if (hopeless)
        {
            scene.Service.Write("main.go", "package main\n\nfunc main() { return 1 }\n");
        }

        var run = await scene.RunAsync("--godocker_attempts=20", "--godocker_deadline=3m", "--step-timeout=5s");

        var attempts = run.Section("attempts").GetArrayLength();
        attempts.Should().BeLessThanOrEqualTo(faults.Count + 2);
        run.Section("durationMs").GetInt64().Should().BeLessThan(200_000, "no run goes on after its deadline");
        if (hopeless)
        {
            run.ShouldFail(20, "GDT3203");
            run.Section("error").GetProperty("kind").GetString().Should().Be("compile-error");
        }
        else
        {
            run.ShouldSucceed();
        }
    }

    private static Fault Next(Random random) => random.Next(5) switch
    {
        0 => Fault.Status(503),
        1 => Fault.Status(429, ("Retry-After", "1")),
        2 => Fault.Reset,
        3 => Fault.Hang,
        _ => Fault.Status(502),
    };
}
