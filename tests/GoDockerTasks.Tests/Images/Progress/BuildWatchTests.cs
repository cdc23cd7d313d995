using GoDockerTasks.Images;
using GoDockerTasks.Tests.Images.Fakes;

namespace GoDockerTasks.Tests.Images;

public sealed class BuildWatchTests
{
    private const string Pull = "[build 1/4] FROM docker.io/library/golang:1.24@sha256:11";

    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualTime _time = new();
    private readonly BuildWatch _watch;

    public BuildWatchTests() => _watch = new(new BuildOptions { StallTimeout = TimeSpan.FromSeconds(60) }, _time);

    [TestCase(Pull)]
    [TestCase("[internal] load metadata for docker.io/library/golang:1.24")]
    [TestCase("[internal] load build context")]
    [TestCase("[context gomod] load from client")]
    [TestCase("[auth] library/golang:pull token for registry-1.docker.io")]
    [TestCase("importing cache manifest from r.example.com/cache")]
    [TestCase("pushing r.example.com/orders:1 with docker")]
    public void A_transfer_that_moves_nothing_is_overdue(string name)
    {
        _watch.Hear();
        Begin(name);
        _time.Pass(59);
        _watch.Overdue().Should().BeNull();
        _time.Pass(1);

        _watch.Overdue().Should().Be($"stalled: {name} moved nothing for 60 s");
    }

    [TestCase("[build 4/4] RUN go build ./...")]
    [TestCase("exporting to image")]
    public void What_is_rightly_silent_is_never_overdue(string name)
    {
        _watch.Hear();
        Begin(name);
        _time.Pass(100_000);

        _watch.Overdue().Should().BeNull();
    }

    [Test]
    public void A_slow_transfer_that_moves_is_left_alone()
    {
        _watch.Hear();
        Begin(Pull);
        for (var i = 0; i < 10; i++)
        {
            _time.Pass(59);
            Move("sha256:22", i);
        }

        _watch.Overdue().Should().BeNull();
    }

    [Test]
    public void The_same_amount_again_is_no_movement()
    {
        Begin(Pull);
        Move("sha256:22", 1);
        _time.Pass(60);
        Move("sha256:22", 1);

        _watch.Overdue().Should().StartWith("stalled: ");
    }

    [Test]
    public void Extracting_a_layer_is_no_transfer()
    {
        _watch.Hear();
        Begin(Pull);
        Move("extracting sha256:22", 0);
        _time.Pass(1000);
        _watch.Overdue().Should().BeNull();

        Move("extracting sha256:22", 0, completed: true);
        _time.Pass(60);
        _watch.Overdue().Should().StartWith("stalled: ", "the next layer does not come");
    }

    [Test]
    public void A_push_within_an_export_is_a_transfer()
    {
        Begin("exporting to image");
        Move("pushing layers", 0);
        _time.Pass(60);

        _watch.Overdue().Should().StartWith("stalled: exporting to image");
    }

    [Test]
    public void What_has_ended_is_watched_no_more()
    {
        _watch.Hear();
        Begin(Pull);
        _watch.Take(new SolveStatus { Vertexes = [new() { Digest = "v", Started = Then, Completed = Then }] });
        _time.Pass(60);

        _watch.Overdue().Should().BeNull();
    }

    [Test]
    public void A_builder_that_says_nothing_at_all_is_overdue_and_one_that_did_is_not()
    {
        _time.Pass(60);
        _watch.Overdue().Should().Be("stalled: the builder said nothing for 60 s");

        _watch.Hear();
        _watch.Overdue().Should().BeNull();
    }

    [Test]
    public void Zero_waits_for_ever()
    {
        var patient = new BuildWatch(new BuildOptions { StallTimeout = TimeSpan.Zero }, _time);
        patient.Take(new SolveStatus { Vertexes = [new() { Digest = "v", Name = Pull, Started = Then }] });
        _time.Pass(100_000);

        patient.Overdue().Should().BeNull();
    }

    [Test]
    public void A_RUN_ends_at_the_limit_that_the_user_set()
    {
        var strict = new BuildWatch(new BuildOptions { StepTimeout = TimeSpan.FromSeconds(90) }, _time);
        strict.Take(new SolveStatus { Vertexes = [new() { Digest = "v", Name = "[2/2] RUN make", Started = Then }] });
        _time.Pass(90);

        strict.Overdue().Should().Be("step timed out: [2/2] RUN make takes longer than 90 s");
    }

    [Test]
    public void What_is_being_done_can_be_shown()
    {
        Begin("[build 4/4] RUN go build ./...");
        _time.Pass(12);

        _watch.Doing().Should().Be("[build 4/4] RUN go build ./... 12s");
    }

    private void Begin(string name) =>
        _watch.Take(new SolveStatus { Vertexes = [new() { Digest = "v", Name = name, Started = Then }] });

    private void Move(string id, long current, bool completed = false) => _watch.Take(new SolveStatus
    {
        Statuses = [new() { Vertex = "v", Id = id, Current = current, Completed = completed ? Then : null }],
    });
}
