namespace Spam.Web.Http.Routes;

/// <summary>Whose rules hold at a path.</summary>
enum Protocol
{
    /// <summary>The workshop's: errors are <c>{"detail": …}</c>.</summary>
    Workshop,

    /// <summary>TensorFlow Serving's, at <c>/v1/…</c>, in any case of the letters: errors are <c>{"error": …}</c>.</summary>
    TensorFlowServing,

    /// <summary>The Open Inference Protocol's, at <c>/v2</c>: errors are <c>{"error": …}</c>.</summary>
    OpenInference,
}
