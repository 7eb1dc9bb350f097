namespace Spam.Tests.Keras.Models;

/// <summary>A clock on which no time passes.</summary>
sealed class StandingClock : TimeProvider
{
    public override long GetTimestamp() => 0;
}
