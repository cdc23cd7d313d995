using Cake.Core;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Running;

public sealed class ErrorTests
{
    private static readonly (Exception Thrown, int ExitCode)[] Failures =
    [
        (new InvalidOperationException("The disk is full."), 1),
        (new CakeException("The disk is full."), 1),
        (new CakeException(20, "The disk is full."), 20),
        (new AggregateException(new CakeException(20, "The disk is full.")), 20),
        (new AggregateException(new InvalidOperationException("The disk is full."), new IOException("And slow.")), 1),
        (new OperationCanceledException("The disk is full."), 1),
    ];

    [TestCaseSource(nameof(Failures))]
    public void A_failure_gives_the_exit_code_that_it_carries_and_its_message((Exception Thrown, int ExitCode) failure)
    {
        var host = Failing(failure.Thrown);

        host.Run("--target=Failing").Should().Be(failure.ExitCode);

        host.Log.Errors.Should().Contain("The disk is full.").And.NotContain("   at ");
        host.Screen.Should().MatchRegex("Failing .*Failed", "the report comes also after a failure");
    }

    [Test]
    public void The_stack_is_shown_to_those_who_ask_for_it()
    {
        var host = Failing(new InvalidOperationException("The disk is full."));

        host.Run("--target=Failing", "--verbosity=diagnostic").Should().Be(1);

        host.Log.Errors.Should().Contain("   at ").And.Contain("The disk is full.");
    }

    private static HostFixture Failing(Exception exception) =>
        new HostFixture().With<Failing_>().With(services => services.AddSingleton(exception));

    [TaskName("Failing")]
    private sealed class Failing_(Exception exception) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw exception;
    }
}
