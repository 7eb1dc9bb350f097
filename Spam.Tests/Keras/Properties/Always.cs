using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Spam.Tests.Keras.Properties;

/// <summary>Holds a property to many cases that are drawn from one fixed seed, so that every run draws the same.</summary>
static class Always
{
    /// <summary>Fails with the smallest case that fails.</summary>
    /// <param name="cases">What the cases are drawn from.</param>
    /// <param name="property">What holds for each of them; it throws where it does not.</param>
    /// <param name="count">How many are drawn.</param>
    /// <param name="smaller">Cases that are smaller than one that fails.</param>
    public static void Holds<T>(Gen<T> cases, Action<T> property, int count, Func<T, IEnumerable<T>>? smaller = null)
    {
        var config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(new Replay(new Rnd(20_260_101, 7), FSharpOption<int>.None));
        Prop.ForAll(smaller is null ? Arb.From(cases) : Arb.From(cases, smaller), property).Check(config);
    }
}
