using Cake.Core;

namespace Cake.Frosting;

/// <summary>The context of a host that registers none, and the base of those that are.</summary>
/// <param name="context">Cake's own context.</param>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
