using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests.Services;

public sealed class ContextTests
{
    private readonly HostFixture _host = new HostFixture().With<Counting>().With<CountingOn>().With<Plain>();

    [Test]
    public void Tasks_share_the_context_that_was_registered_last()
    {
        _host.Host.UseContext<OtherContext>().UseContext<CountingContext>();

        _host.Run("--target=CountingOn").Should().Be(0);

        _host.Journal.ToString().Should().Be("1 2");
    }

    [Test]
    public void A_host_without_a_context_of_its_own_runs_with_the_standard_one()
    {
        _host.Run("--target=Plain").Should().Be(0);

        _host.Journal.ToString().Should().Be("FrostingContext");
    }

    [Test]
    public void A_task_for_any_context_runs_with_a_special_one()
    {
        _host.Host.UseContext<CountingContext>();

        _host.Run("--target=Plain").Should().Be(0);

        _host.Journal.ToString().Should().Be("CountingContext");
    }

    [Test]
    public void A_task_for_another_context_says_what_to_register()
    {
        _host.Run("--target=Counting").Should().Be(1);

        _host.Log.Errors.Should().Contain(
            "'Counting' needs a context of type 'CountingContext', but the host runs with 'FrostingContext'. " +
            "Register the one it needs with UseContext<CountingContext>().");
    }

    [Test]
    public void A_task_for_another_context_does_not_hinder_those_that_fit()
    {
        _host.Host.UseContext<OtherContext>();

        _host.Run("--target=Plain").Should().Be(0);
    }

    [Test]
    public void A_context_that_cannot_be_made_ends_the_build_with_its_own_exit_code()
    {
        _host.Host.UseContext<DemandingContext>();

        _host.Run("--target=Plain").Should().Be(2);

        _host.Log.Errors.Should().Contain("--image is missing").And.NotContain("   at ");
    }

    [TestCase("--tree")]
    [TestCase("--description")]
    public void Listing_the_tasks_needs_no_context(string args)
    {
        _host.Host.UseContext<DemandingContext>();

        _host.Run(args).Should().Be(0);
    }

    private sealed class CountingContext(ICakeContext context) : FrostingContext(context)
    {
        public int Count { get; set; }
    }

    private sealed class OtherContext(ICakeContext context) : FrostingContext(context);

    private sealed class DemandingContext : FrostingContext
    {
        public DemandingContext(ICakeContext context)
            : base(context)
        {
            throw new CakeException(2, "--image is missing");
        }
    }

    private sealed class Counting(Journal journal) : FrostingTask<CountingContext>
    {
        public override void Run(CountingContext context) => journal.Add($"{++context.Count}");
    }

    [IsDependentOn(typeof(Counting))]
    private sealed class CountingOn(Journal journal) : AsyncFrostingTask<CountingContext>
    {
        public override async Task RunAsync(CountingContext context)
        {
            await Task.Yield();
            journal.Add($"{++context.Count}");
        }
    }

    private sealed class Plain(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add(context.GetType().Name);
    }
}
