/** The calls of pay: rates, what somebody earned, hours, statements and payroll. */
import { api, keyed, of, path, type Paging } from './calls'
import { pages, queryOptions } from './paged'
import type * as T from './types'

export const paying = {
  projectPay: (project: number) => of(api.GET('/api/v1/projects/{project}/pay', path({ project }))),
  setPay: (project: number, body: T.PayRateIn) =>
    of(api.PUT('/api/v1/projects/{project}/pay', { ...path({ project }), body })),
  myPay: () => of(api.GET('/api/v1/me/pay')),
  myPayLines: (query: Paging) => of(api.GET('/api/v1/me/pay/lines', { params: { query } })),
  pay: (query: Paging) => of(api.GET('/api/v1/pay', { params: { query } })),
  payPending: (query: Paging) => of(api.GET('/api/v1/me/pay/pending', { params: { query } })),
  hoursProjects: (query: Paging) => of(api.GET('/api/v1/me/pay/hours/projects', { params: { query } })),
  myHours: (query: Paging) => of(api.GET('/api/v1/me/pay/hours', { params: { query } })),
  enterHours: (project: number, body: T.PayHoursIn, key: string) =>
    of(api.POST('/api/v1/projects/{project}/hours', { ...path({ project }), ...keyed(key), body })),
  withdrawHours: (own_hours: number) =>
    of(api.DELETE('/api/v1/me/pay/hours/{own_hours}', path({ own_hours }))),
  hoursToConfirm: (project: number, query: Paging) =>
    of(api.GET('/api/v1/projects/{project}/hours', { params: { path: { project }, query } })),
  decideHours: (hours: number, confirmed: boolean, reason: string) =>
    of(api.PUT('/api/v1/hours/{hours}', { ...path({ hours }), body: { confirmed, reason } })),
  payFloors: () => of(api.GET('/api/v1/pay/floors')),
  setPayFloor: (body: T.PayFloor) => of(api.PUT('/api/v1/pay/floors', { body })),
  myStatements: (query: Paging) => of(api.GET('/api/v1/me/pay/statements', { params: { query } })),
  statements: (month: string, query: Paging) =>
    of(api.GET('/api/v1/pay/statements', { params: { query: { month, ...query } } })),
  closeMonth: (month: string, after: string | null, key: string) =>
    of(
      api.POST('/api/v1/pay/statements', {
        params: { query: { after, limit: 100 } },
        ...keyed(key),
        body: { month },
      }),
    ),
  sendStatement: (statement: number) =>
    of(api.POST('/api/v1/pay/statements/{statement}/send', path({ statement }))),
  payHook: () => of(api.GET('/api/v1/pay/hook')),
  setPayHook: (address: string) => of(api.PUT('/api/v1/pay/hook', { body: { address } })),
  endPayHook: () => of(api.DELETE('/api/v1/pay/hook')),
  correctPay: (person: number, body: T.PayCorrection, key: string) =>
    of(api.POST('/api/v1/people/{person}/pay', { ...path({ person }), ...keyed(key), body })),
}

/** What is read of it and kept for a while, by key. */
export const payingQueries = {
  projectPay: (id: number) =>
    queryOptions({ queryKey: ['projects', id, 'pay'], queryFn: () => paying.projectPay(id) }),
  myPay: () => queryOptions({ queryKey: ['my-pay'], queryFn: paying.myPay }),
  myPayLines: () => pages(['my-pay', 'lines'], (after) => paying.myPayLines({ after, limit: 50 })),
  payPending: () => pages(['my-pay', 'pending'], (after) => paying.payPending({ after, limit: 50 })),
  hoursProjects: () =>
    pages(['my-pay', 'hours-projects'], (after) => paying.hoursProjects({ after, limit: 100 })),
  myHours: () => pages(['my-pay', 'hours'], (after) => paying.myHours({ after, limit: 20 })),
  hoursToConfirm: (id: number) =>
    pages(['projects', id, 'hours'], (after) => paying.hoursToConfirm(id, { after, limit: 20 })),
  myStatements: () => pages(['my-pay', 'statements'], (after) => paying.myStatements({ after, limit: 24 })),
  statements: (month: string) =>
    pages(['pay', 'statements', month], (after) => paying.statements(month, { after, limit: 100 })),
  payHook: () => queryOptions({ queryKey: ['pay-hook'], queryFn: paying.payHook }),
  payFloors: () => queryOptions({ queryKey: ['pay-floors'], queryFn: paying.payFloors }),
  pay: () => pages(['pay'], (after) => paying.pay({ after, limit: 100 })),
}
