using Cake.Core;
using Cake.Core.Diagnostics;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.CommandLine;

public sealed class ArgumentTests
{
    private ICakeContext? _seen;

    private HostFixture Host => field ??= new HostFixture()
        .With<Work>()
        .With(services => services.AddSingleton<Action<ICakeContext>>(context => _seen = context));

    [TestCase("--name=value", "name", "value")]
    [TestCase("--name value", "name", "value")]
    [TestCase("--Name=value", "name", "value")]
    [TestCase("--name=a=b", "name", "a=b")]
    [TestCase("--name=one --name=two", "name", "one,two")]
    [TestCase("", "target", "Work")]
    [TestCase("--other=1", "name", "")]
    public void What_Cake_does_not_know_and_the_targets_are_arguments_of_the_build(string args, string name, string values)
    {
        Run(args);

        string.Join(',', _seen!.Arguments.GetArguments(name)).Should().Be(values);
    }

    [Test]
    public void A_flag_is_an_argument_without_a_value()
    {
        Run("--fast");

        _seen!.Arguments.HasArgument("fast").Should().BeTrue();
        _seen.Arguments.HasArgument("slow").Should().BeFalse();
    }

    [TestCase("", Verbosity.Normal)]
    [TestCase("--verbosity=diagnostic", Verbosity.Diagnostic)]
    [TestCase("-v q", Verbosity.Quiet)]
    [TestCase("-v Minimal", Verbosity.Minimal)]
    [TestCase("--settings_verbosity=verbose", Verbosity.Verbose)]
    public void Verbosity_is_normal_unless_asked_for(string args, Verbosity verbosity)
    {
        Run(args);

        Host.Log.Verbosity.Should().Be(verbosity);
    }

    [Test]
    public void A_verbosity_that_does_not_exist_is_refused_with_those_that_do()
    {
        Host.Run("--target=Work", "--verbosity=silly").Should().Be(1);

        _seen.Should().BeNull();
        Host.Log.Errors.Should().Contain("'silly' is not a verbosity").And.Contain("diagnostic").And.NotContain("   at ");
    }

    [Test]
    public void An_option_without_its_value_is_refused()
    {
        Host.Run("--target").Should().Be(1);

        Host.Log.Errors.Should().Contain("target");
    }

    private void Run(string args) => Host
        .Run(["--target=Work", .. args.Split(' ', StringSplitOptions.RemoveEmptyEntries)])
        .Should().Be(0, Host.Log.Errors);

    private sealed class Work(Action<ICakeContext> action) : FrostingTask
    {
        public override void Run(ICakeContext context) => action(context);
    }
}
