namespace Spam.Keras.Saving;

/// <summary>What a saved graph can be asked.</summary>
/// <param name="Name">The name to ask by: <c>serving_default</c>.</param>
/// <param name="Inputs">What it takes, by name.</param>
/// <param name="Outputs">What it gives, by name.</param>
public sealed record GraphSignature(string Name, IReadOnlyDictionary<string, GraphTensorInfo> Inputs, IReadOnlyDictionary<string, GraphTensorInfo> Outputs)
{
    /// <summary>The signature that servers ask when none is named.</summary>
    public const string Default = "serving_default";
}
