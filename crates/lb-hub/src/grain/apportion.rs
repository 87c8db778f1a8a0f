//! Sharing kilograms out so that nothing is lost to rounding.

use lb_base::Mass;

/// Shares a mass out in proportion to weights: the shares are whole kilograms, at most one off the exact ones, and sum to it.
///
/// Where nothing has any weight, the first takes all. A negative mass is shared out as its amount, with the sign.
///
/// Source: the method of largest remainders (Hamilton); of equal remainders the first goes first.
#[must_use]
pub fn apportion(total: Mass, weights: &[Mass]) -> Vec<Mass> {
    let weight_of = |weight: &Mass| i128::from(weight.as_kg().max(0));
    let sum: i128 = weights.iter().map(weight_of).sum();
    let amount = i128::from(total.as_kg().unsigned_abs());
    let sign = total.as_kg().signum();
    if sum == 0 {
        return weights.iter().enumerate().map(|(at, _)| if at == 0 { total } else { Mass::ZERO }).collect();
    }
    let exact = |weight: &Mass| amount.saturating_mul(weight_of(weight));
    let mut shares: Vec<i128> = weights.iter().map(|weight| exact(weight) / sum).collect();
    let left = amount.saturating_sub(shares.iter().sum());
    let mut order: Vec<(i128, usize)> =
        weights.iter().enumerate().map(|(at, weight)| (exact(weight) % sum, at)).collect();
    order.sort_by_key(|(remainder, at)| (std::cmp::Reverse(*remainder), *at));
    for (_, at) in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(share) = shares.get_mut(at) {
            *share = share.saturating_add(1);
        }
    }
    let mass = |share: i128| Mass::from_kg(i64::try_from(share).unwrap_or(i64::MAX).saturating_mul(sign));
    shares.into_iter().map(mass).collect()
}
