using Spam.Model;

namespace Spam.Web.Predictions;

/// <summary>What is said of one text.</summary>
/// <param name="Prediction">The scores.</param>
/// <param name="FromCache">Whether they were kept from an earlier time.</param>
readonly record struct Answer(Prediction Prediction, bool FromCache);
