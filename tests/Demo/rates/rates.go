// Package rates knows what the shop charges, which is nobody else's business.
package rates

// PerOrder is what one order costs, in euros.
const PerOrder = "0.35"
